from django.urls import path

from portal.home.demo_network import mailbox

urlpatterns = [path("demo/postbus/", mailbox.mailbox, name="demo_mailbox")]
